// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables of manifests are texts here

/** What the fuzzer found and was mended: each input broke a law of its target. */
export const REGRESSIONS: readonly (readonly [target: string, found: string, input: string])[] = [
  ['references', 'a host without a dot was written in lower case, and read again as a path of Docker Hub', 'A/x'],
  ['dockerfile', 'the same, in a manifest', '=== Dockerfile\nARG A=R/t\nfrom ${A}'],
  [
    'code',
    'the carriage return behind a string that is not closed was taken into it, and lost by the rewrite',
    '=== MODULE.bazel\noci.pull(tag = "1", image = "a/b\r\n)\n',
  ],
  [
    'compose',
    'a text that is parsed again with its lines joined was taken to stand in the file as it is parsed',
    "=== compose.yml\n: &a\n image: '\n'\nservices: {: *a,[]}",
  ],
  [
    'compose',
    'a Dockerfile in folded lines was told at the place where its text begins, not where its image stands',
    '=== compose.yml\nservices:\n a:\n  build:\n   dockerfile_inline: f\n\n    FROM $A',
  ],
  [
    'arm',
    'a code of an error that is no code was told with the signature that it holds',
    '403\n{"error":{"code":"Authorizhttp://?sig="}}',
  ],
  ['registry', 'an answer without a list of tags was told as no tags', '200\n{}'],
  ['registry', 'a tag that is no text was left out of the list', '200\n{"tags":["1",null]}'],
  ['registry', 'an entry without a digest was left out of the list of referrers', '200\n{"manifests":[{}]}'],
  [
    'dockerfile',
    'an image that goes on in the next line was told in one piece, as it stands nowhere',
    '=== Dockerfile\nCOPY --from=n\\\ng',
  ],
  ['lookup', 'an answer without a list of registries was told as one without the registry', '=== 200\n{}'],
];
