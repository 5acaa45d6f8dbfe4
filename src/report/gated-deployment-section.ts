import { count } from '../base/counting.ts';
import type { GatedDeployment } from '../defender/gated-deployment.ts';
import { code, plain } from '../text/markdown.ts';
import { details, row, section } from './markdown.ts';

/** Rows of a list; the report has all. */
const MAX_ROWS = 50;

/** What Defender's gated deployment would stop, and how one gets from watching to refusing, in Markdown. */
export function gatedDeploymentSection(forecast: GatedDeployment): string {
  const { severity, stopped, unscanned, exempt } = forecast;
  const rows = stopped.map(({ image, findings, worst, accepted }) =>
    row([
      code(image),
      plain(`${findings}, the worst ${worst === 'unknown' ? 'of unknown severity' : worst}`),
      plain(accepted ? 'accepted in the gate: exempt the same findings in the rule' : ''),
    ]),
  );
  const names = (images: readonly string[]) => images.map((image) => row([code(image)]));
  const steps = [
    'Defender for Containers with the sensor, security gating, registry access and security findings; Kubernetes 1.31 and an OIDC issuer',
    `Defender for Cloud, Environment settings, Security rules, Vulnerability assessment: a rule with the action Audit for findings of ${severity} severity or above; leave production’s namespaces out of its scope`,
    'watch Admission Monitoring for a release cycle; then the action Deny, production last',
  ];
  const body = [
    rows.length === 0 ? '' : section('It would stop', ['image', 'findings', ''], rows, MAX_ROWS),
    unscanned.length === 0
      ? ''
      : section(
          'Let in unscanned, unless the rule blocks images without results',
          ['image'],
          names(unscanned),
          MAX_ROWS,
        ),
    exempt.length === 0
      ? ''
      : section('In exempt paths: leave their namespaces out of the scope', ['image'], names(exempt), MAX_ROWS),
    `\n${steps.map((step, index) => `${index + 1}. ${plain(step)}`).join('\n')}`,
  ];
  const title = 'If clusters had gated deployment';
  return details(`${title}: ${gatedDeploymentSentence(forecast)}`, body.filter((part) => part !== '').join('\n'));
}

/** In one sentence; it does not say that all is let in while an image was not scanned. */
export function gatedDeploymentSentence({ severity, stopped, unscanned, exempt, admitted }: GatedDeployment): string {
  const all = stopped.length + unscanned.length + exempt.length + admitted;
  const parts = [
    `a rule for ${severity} severity or above would stop ${stopped.length} of ${count(all, 'image')} that the gate asked about`,
    unscanned.length > 0 ? `${unscanned.length} not scanned` : '',
    exempt.length > 0 ? `${exempt.length} in exempt paths` : '',
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}
