import { PolicyException, ValidatingPolicy } from '@kubernetes-models/kyverno/policies.kyverno.io/v1';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { validate as validatePolicy } from 'kubernetes-models/_schemas/IoK8sApiAdmissionregistrationV1ValidatingAdmissionPolicy';
import { validate as validateBinding } from 'kubernetes-models/_schemas/IoK8sApiAdmissionregistrationV1ValidatingAdmissionPolicyBinding';
import { validate as validateConfigMap } from 'kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap';
import { describe, expect, it } from 'vitest';
import { field } from '../../src/base/json.ts';
import { ENGINES } from '../../src/governance/engines.ts';
import { SYSTEM_NAMESPACES } from '../../src/governance/system-namespaces.ts';
import { ENGINE_NAMES, MODES } from '../../src/governance/wall.ts';
import { parseReference } from '../../src/images/reference.ts';
import { documentsOf, foretold, realEngines, WALL } from './agreement.ts';
import { HOLDER, POD_IMAGES } from './pods.ts';

/** `npm run policies` takes more. */
const PODS = Number(process.env.POLICY_PODS ?? 300);

/** Published schemas, by kind. Gatekeeper's constraints get theirs from the template that the cluster has. */
const SCHEMAS: Readonly<Record<string, (document: unknown) => boolean>> = {
  ConfigMap: validateConfigMap,
  ValidatingAdmissionPolicy: validatePolicy,
  ValidatingAdmissionPolicyBinding: validateBinding,
  ValidatingPolicy: (document) => isValid(ValidatingPolicy, document),
  PolicyException: (document) => isValid(PolicyException, document),
};

function isValid(model: typeof ValidatingPolicy | typeof PolicyException, document: unknown): boolean {
  try {
    Reflect.construct(model, [document]).validate();
    return true;
  } catch {
    return false;
  }
}

describe('a generated Pod', () => {
  for (const real of realEngines(WALL)) {
    it(`is judged by ${real.engine} as ${real.judge} judges the emitted files`, { timeout: 20_000 + PODS * 20 }, () => {
      fc.assert(
        fc.property(POD_IMAGES, HOLDER, (images, holder) => {
          expect(real.admits(images, holder)).toBe(foretold(ENGINES[real.engine], WALL, images));
        }),
        { numRuns: PODS },
      );
    });
  }
});

describe('an image that is admitted', () => {
  it.each(ENGINE_NAMES)('by %s is of an allowed registry, or no runtime can pull it', (name) => {
    fc.assert(
      fc.property(POD_IMAGES, (images) => {
        for (const { image } of images.filter((placed) => ENGINES[name].admits(WALL.allowed, placed.image))) {
          const reference = parseReference(image);
          const place = reference && `${reference.registry}/${reference.repository}`;
          if (place !== undefined)
            expect(place).toMatch(
              /^(contoso\.azurecr\.io\/|contoso\.westeurope\.geo\.azurecr\.io\/|mcr\.microsoft\.com\/|ghcr\.io\/contoso(\/|$))/,
            );
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is emitted', () => {
  const walls = MODES.flatMap((mode) =>
    [[], SYSTEM_NAMESPACES].map((excludedNamespaces) => ({ ...WALL, mode, excludedNamespaces })),
  );

  it('is as the published schemas want it, in every mode, with and without excluded namespaces', () => {
    const seen = new Set<string>();
    for (const wall of walls) {
      const files = [...ENGINES['validating-admission-policy'].files(wall), ...ENGINES.kyverno.files(wall)];
      for (const document of files.flatMap(({ text }) => loadAll(text))) {
        const kind = String(field(document, 'kind'));
        seen.add(kind);
        expect(SCHEMAS[kind]?.(document), `${kind}: ${JSON.stringify(document)}`).toBe(true);
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(SCHEMAS).sort());
  });

  it('refuses only where it is asked to', () => {
    const denying = (name: (typeof ENGINE_NAMES)[number]) =>
      MODES.filter((mode) =>
        ENGINES[name]
          .files({ ...WALL, mode })
          .some(({ text }) => /^ *(- Deny|enforcementAction: deny)$|"Deny"/m.test(text)),
      );
    for (const name of ENGINE_NAMES) expect(denying(name), name).toEqual(['deny']);
  });

  it.each(ENGINE_NAMES)('for %s excludes the namespaces of the system', (name) => {
    const [file] = ENGINES[name].files({ ...WALL, excludedNamespaces: SYSTEM_NAMESPACES });
    for (const namespace of SYSTEM_NAMESPACES) expect(file?.text).toContain(namespace);
  });

  it('allows nothing by a parameter that has lost its end', () => {
    const documents = documentsOf('validating-admission-policy', WALL);
    expect(JSON.stringify(documents)).toContain(".matches('.[/:@]$')");
  });
});
