import { groovyTokens } from '../languages/groovy.ts';
import type { TextKind } from '../model/kind.ts';
import { PipelineProgram } from './pipeline-program.ts';

const NAME = /(?:^|\/)(?:[^/]*[-_.])?jenkinsfile(?:[-_.][^/]*)?$/i;
/** Files about a pipeline, and files of kinds that are read for what they are. */
const OTHER = /\.(?:md|adoc|rst|txt|ya?ml|json|xml|html|sh|ps1|png|svg)$/i;

/** What Groovy has that is a pipeline, or a part of a library for them. */
const STEPS =
  /\bdocker\s{0,9}\.\s{0,9}image\b|\b(?:containerTemplate|podTemplate)\b|\bpipeline\s{0,9}\{|\bagent\s{0,9}\{/;

/**
 * Pipelines of Jenkins, declarative and scripted, and the libraries that they are made of
 * (https://www.jenkins.io/doc/book/pipeline/docker/, https://plugins.jenkins.io/kubernetes/).
 */
export const jenkins: TextKind = {
  name: 'jenkins',
  format: 'text',
  recognises: (path) => (NAME.test(path) && !OTHER.test(path)) || /\.groovy$/i.test(path),
  accepts: ({ path, text }) => NAME.test(path) || STEPS.test(text),
  extract: (file) => new PipelineProgram(file, groovyTokens(file.text)).facts(),
};
