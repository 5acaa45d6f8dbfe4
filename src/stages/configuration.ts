import { UserError } from '../base/errors.ts';
import {
  type Configuration,
  MAX_CONFIGURATION_BYTES,
  readConfiguration,
  USUAL_CONFIGURATION,
} from '../inputs/configuration.ts';
import { readConfigured } from '../inputs/configured.ts';
import { optional, type ReadInput } from '../inputs/values.ts';
import { fileInWorkspace } from '../io/folders.ts';
import { readIfThere } from '../io/regular-file.ts';
import { type BaseReader, readBaseFile } from './base.ts';
import { policyFileText } from './policy-file.ts';

/**
 * The configuration that the input `config` names. It may open the gate, so that on a pull request, and on every event that may carry
 * one, the base's file decides (docs/architecture.md#base-decides), and what can't be read there ends the run.
 * @param read the inputs as they were given
 * @returns `undefined` where none is named, or where the base has none yet
 * @throws UserError where the file is not there, can't be read or is not as it must be: here, so that a pull request that breaks it is
 * told at once, or in the base
 */
export async function configurationOf(read: ReadInput, context: BaseReader): Promise<Configuration | undefined> {
  const { root, rights, log } = context;
  const given = optional(read, 'config');
  if (given === undefined) {
    if (readIfThere(root, USUAL_CONFIGURATION, MAX_CONFIGURATION_BYTES) !== 'missing') {
      log.info(`${USUAL_CONFIGURATION} is here and is not read; name it with config to go by it`);
    }
    return undefined;
  }
  const { name, path } = fileInWorkspace(root, 'config', given);
  const text = policyFileText(root, {
    ...{ input: 'config', name, most: MAX_CONFIGURATION_BYTES },
    remedy: 'Name a file of the repository.',
  });
  const here = text === undefined ? undefined : readConfiguration(text, name);
  // Whatever the base says, and whatever the workflow does: a pull request that breaks a value is told.
  if (here !== undefined) readConfigured(() => '', here, false, {});
  if (rights.authority === 'commit') {
    if (here === undefined)
      throw new UserError(`Input "config": ${name} does not exist, seen from ${root}. Correct the path.`);
    return here;
  }
  const base = await readBaseFile(path, MAX_CONFIGURATION_BYTES, optional(read, 'github-token'), context);
  const said = `Input "config": ${name} is read as the base has it`;
  switch (base.state) {
    case 'none':
      throw new UserError(`${said}, and this event names no base. Say the inputs in the workflow for it.`);
    case 'unreadable':
      throw new UserError(`${said}, and the base can't be read: ${base.reason}. ${base.remedy}`);
    case 'read':
      if (base.text !== undefined) return readConfiguration(base.text, `${name} of the base`);
      log.warning(
        `${said}, which has no such file: it counts once it is merged. Until then only the workflow's inputs do.`,
      );
      return undefined;
  }
}
