import type { Field, Scope } from '../languages/fields.ts';
import { hclFields } from '../languages/hcl.ts';
import type { TextKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { useFacts } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { TerraformFact } from './facts.ts';
import { moduleUses } from './modules.ts';
import { imageFacts, mentionsIn, variableName, variableValue } from './variables.ts';

/**
 * Jobs of Nomad: images of tasks that Docker or Podman runs (https://developer.hashicorp.com/nomad/docs/deploy/task-driver/docker).
 * A job has its variables in its own file, written as those of Terraform are.
 */
export const nomad: TextKind = {
  format: 'text',
  name: 'nomad',
  recognises: (path) => /\.nomad(?:\.hcl)?$/i.test(path),
  extract: (file) => (file.text.includes('image') ? useFacts(jobUses(file)) : []),
};

const DRIVER = /^(?:docker|podman|containerd-driver)$/;

function jobUses(file: SourceFile): readonly Use[] {
  const fields = hclFields(file.text);
  const running = new Set(fields.filter(isRunning).map(({ scope }) => scope));
  const uses: Use[] = [];
  const facts: TerraformFact[] = [{ type: 'terraform-mentions', counts: mentionsIn(file.text) }];
  for (const field of fields) {
    const name = variableName(file.path, field);
    if (name !== undefined) {
      const value = variableValue(file, 'other', name, field);
      if (value !== undefined) facts.push(value);
    } else if (isTaskImage(field, running)) {
      for (const fact of imageFacts({ file, kind: 'other', value: field.value })) {
        if (fact.type === 'use') uses.push(fact.use);
        else facts.push(fact);
      }
    }
  }
  return [...uses, ...moduleUses(facts)];
}

/** Whether a field says that a container's engine runs the task it stands in. */
function isRunning({ key, value: [value] }: Field): boolean {
  return key === 'driver' && value?.type === 'text' && DRIVER.test(value.text);
}

/** `config { image = … }` of a task; that of a sidecar needs no driver, which is Docker unless it says otherwise. */
function isTaskImage({ scope, key }: Field, running: ReadonlySet<Scope>): boolean {
  const { parent, path } = scope;
  if (key !== 'image' || path.at(-1) !== 'config' || parent === undefined) return false;
  return running.has(parent) || path.at(-2) === 'sidecar_task';
}
