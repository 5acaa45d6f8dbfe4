import { UserError } from '../base/errors.ts';
import type { Configuration } from './configuration.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { INPUT_DEFAULTS } from './names.ts';
import type { ReadInput } from './values.ts';

/**
 * Reads all inputs, and from the configuration file what they do not say: inputs win.
 * @param hasDefaults whether the runner fills in the defaults of action.yml: an input that says its default then says nothing
 * @throws UserError for the first that is not as it must be, with its place where it is the file's
 */
export function readConfigured(
  given: ReadInput,
  configuration: Configuration | undefined,
  hasDefaults: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Inputs {
  if (configuration === undefined) return readInputs(given, env);
  const says = (name: string) => {
    const text = given(name);
    return text.trim() !== '' && !(hasDefaults && text === INPUT_DEFAULTS.get(name));
  };
  const { path, values } = configuration;
  try {
    return readInputs((name) => (says(name) ? given(name) : (values.get(name)?.text ?? given(name))), env);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const name = /^Input "([a-z-]+)"/.exec(error.message)?.[1] ?? '';
    const line = says(name) ? undefined : values.get(name)?.line;
    throw line === undefined ? error : new UserError(`Configuration ${path}:${line}: ${error.message}`);
  }
}
