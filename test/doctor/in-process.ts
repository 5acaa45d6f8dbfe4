import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Diagnosis } from '../../src/doctor/check.ts';
import { diagnose } from '../../src/doctor/diagnose.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { MAIN_PUSH } from '../../src/emulator/jobs.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { openHttp } from '../../src/io/http.ts';
import { openClock } from '../../src/io/run-clock.ts';
import { examine } from '../../src/stages/examine.ts';
import { rightsOf } from '../../src/trust.ts';

/** The diagnosis as `doctor` makes it in a job on `main` of a repository that pulls from Docker Hub, within this process. */
export async function diagnosed(emulator: Emulator, given: Readonly<Record<string, string>> = {}): Promise<Diagnosis> {
  // NODE_EXTRA_CA_CERTS is read only when a process starts.
  setDefaultCACertificates([...getCACertificates('bundled'), emulator.certificate]);
  const clock = openClock({ http: openHttp({ emulatorPort: emulator.port, pace: 1000 }), timeout: 60_000 });
  const env = { GITHUB_ACTIONS: 'true', ...emulator.env(MAIN_PUSH) };
  const values: Readonly<Record<string, string>> = { registry: 'contoso', 'fail-on': 'high', ...given };
  const silent = () => undefined;
  try {
    const facts = await examine(
      readInputs((name) => values[name] ?? '', env),
      ['docker.io/library/nginx'],
      {
        ...{ env, root: '/', http: clock.http, clock, event: undefined, rights: rightsOf(undefined), owner: undefined },
        log: { info: silent, debug: silent, warning: silent, group: silent, mask: silent, progress: silent },
        ...{ asked: false, emulated: true, version: '', now: Date.now, signal: clock.signal },
      },
    );
    return diagnose(facts);
  } finally {
    clock.close();
    await clock.http.close();
  }
}
