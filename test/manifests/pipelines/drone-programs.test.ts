import { describe, expect, it } from 'vitest';
import { dronePrograms } from '../../../src/manifests/pipelines/drone-programs.ts';
import { consumerOf } from '../../../src/uses/consumer.ts';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';
import { brief, scanFiles } from '../variables/scanned.ts';

describe('pipelines of Drone that are programs', () => {
  const files = { '.drone.jsonnet': fixture('drone/pipeline.jsonnet'), '.drone.star': fixture('drone/pipeline.star') };

  it('tell the images of steps and services, also by a name', () => {
    expect(placesOf(scanTexts(files), files)).toEqual([
      '1:14 golang:1.23 → docker.io/library/golang:1.23',
      '5:26 alpine → docker.io/library/alpine',
      '7:26 plugins/docker → docker.io/plugins/docker',
      '1:17 owncloudci/alpine:latest → docker.io/owncloudci/alpine:latest',
      '6:37 golang:1.23 → docker.io/library/golang:1.23',
      '8:37 plugins/slack → docker.io/plugins/slack',
      '9:37 node:%s → docker.io/library/node',
      '10:37 alpine → docker.io/library/alpine',
      '11:50 mysql:8.0 → docker.io/library/mysql:8.0',
      '12:35 redis:7 → docker.io/library/redis:7',
    ]);
    const { uses, builtHere } = scanTexts(files);
    expect(new Set(uses.map(consumerOf))).toEqual(new Set(['other-ci']));
    expect([...builtHere]).toEqual(['docker.io/acme/own']);
  });

  it('are rewritten at the images alone', () => {
    expectRewritable(files);
  });

  it('have their own names; other programs of these languages are none', () => {
    const text = 'a = {"image": "alpine"}\n';
    for (const path of ['drone.star', '.drone.star', 'ci/drone/steps/lib.star', '.woodpecker.star', '.vela.star'])
      expect(scanFiles([dronePrograms], { [path]: text }).uses.map(brief), path).toEqual([
        '1:16 alpine = docker.io/library/alpine',
      ]);
    expect(dronePrograms.recognises('lib.star') || dronePrograms.recognises('main.jsonnet')).toBe(false);
  });

  it.each(['(', '{"image": ', '"', '"""', 'image = "a" % ', 'a = "b"\n', '[', '#'])(
    'end with 300 KB of %j',
    (piece) => {
      for (const path of ['.drone.star', '.drone.jsonnet'])
        scanFiles([dronePrograms], { [path]: `image = ${piece.repeat(300_000 / piece.length)}` });
    },
  );
});
