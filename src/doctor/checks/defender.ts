import { az } from '../../az-command.ts';
import type { Check } from '../check.ts';
import type { Facts } from '../facts.ts';
import { grant } from '../remedies.ts';
import { ROLES } from '../roles.ts';

/** What the gate needs of Defender. Without a gate there is no row. */

/** Whether a plan scans registries (docs/azure-behaviour.md#defender-plans). */
export function defenderPlan({ defenderPlan: plan, wanted }: Facts): readonly Check[] {
  if (!wanted.gate) return [];
  const row = { id: 'defender-plan', asked: 'a plan of Defender that scans registries', needed: true } as const;
  if (plan.state !== 'answered') return [{ ...row, needed: false, mark: 'unknown', found: plan.reason, remedies: [] }];
  if (plan.value === 'on') return [{ ...row, mark: 'ok', found: 'on', remedies: [] }];
  const extension = ['--extensions', 'name=ContainerRegistriesVulnerabilityAssessments', 'isEnabled=True'];
  const scope = ['--name', 'Containers', '--tier', 'Standard', ...extension, '--subscription', wanted.subscriptionId];
  return [
    {
      ...row,
      mark: 'missing',
      found: 'off, or without "Registry access": no scan will come',
      remedies: [
        {
          text: 'Switch on Defender for Containers with "Registry access" for the subscription (it is paid for).',
          command: az('security', 'pricing', 'create', ...scope),
        },
      ],
    },
  ];
}

/** Registries that anyone may pull from are not scanned (docs/azure-behaviour.md#never-scanned). */
export function anonymousPull({ registry, wanted }: Facts): readonly Check[] {
  if (!wanted.gate || registry.state !== 'answered') return [];
  const row = { id: 'defender-anonymous-pull', asked: 'anonymous pull', needed: true } as const;
  if (!registry.value.anonymousPull) return [{ ...row, mark: 'ok', found: 'off', remedies: [] }];
  const command = az('acr', 'update', '--name', wanted.registryName, '--anonymous-pull-enabled', 'false');
  const found = 'on: Defender does not scan registries that anyone may pull from';
  return [{ ...row, mark: 'missing', found, remedies: [{ text: 'Switch it off.', command }] }];
}

/** Whether this identity would see what Defender finds. */
export function assessments(facts: Facts): readonly Check[] {
  const { assessments: came, defenderPlan: plan, wanted } = facts;
  if (!wanted.gate) return [];
  const row = { id: 'defender-assessments', asked: "the right to read Defender's assessments", needed: true } as const;
  const scope = `/subscriptions/${wanted.subscriptionId}`;
  const reader = grant(facts, ROLES.reader, scope, `the subscription ${wanted.subscriptionId}`);
  // Resource Graph gives no rows to who may not see them, so that having none tells nothing by itself.
  const seesPlan = plan.state === 'answered';
  if (came.state === 'refused') return [{ ...row, mark: 'missing', found: came.reason, remedies: [reader] }];
  if (came.state === 'answered' && (came.value === 'visible' || seesPlan)) {
    const found = came.value === 'visible' ? 'assessments of this registry are seen' : 'none yet of this registry';
    return [{ ...row, mark: 'ok', found, remedies: [] }];
  }
  if (came.state === 'answered') {
    const found = `no assessment and no plan can be seen (${plan.state === 'answered' ? '' : plan.reason})`;
    return [{ ...row, mark: 'missing', found, remedies: [reader] }];
  }
  return [{ ...row, mark: 'unknown', found: came.reason, remedies: [] }];
}
