import type { Fact } from '../model/fact.ts';
import type { YamlMapping } from '../yaml/nodes.ts';
import { fieldsOf, itemsField, mappingAt } from './fields.ts';
import type { UseCollector } from './use-collector.ts';
import { Walker } from './walker.ts';

/** The images of a pod's specification: of its containers of every sort, and of its image volumes. */
export function podFacts(pod: YamlMapping, collector: UseCollector): readonly Fact[] {
  const walker = new Walker(collector, { templates: true, words: true, text: () => undefined });
  const fields = fieldsOf(pod);
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const)
    collector.within(list, () => {
      for (const container of itemsField(fields, list)) walker.container(container);
    });
  collector.within('volumes', () => {
    for (const volume of itemsField(fields, 'volumes')) {
      const image = mappingAt(volume, 'image');
      if (image !== undefined) walker.node(image, 'image');
    }
  });
  return collector.facts;
}
