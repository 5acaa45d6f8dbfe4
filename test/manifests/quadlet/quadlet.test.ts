import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadlet } from '../../../src/manifests/quadlet/quadlet.ts';
import { brief, movedFiles, REGISTRY, scanFiles } from '../variables/scanned.ts';

describe('quadlets', () => {
  it('finds the images of containers, images and volumes', () => {
    const { uses, builtHere } = scanFiles([quadlet], {
      'a.container':
        '# x\n[Unit]\nImage=no/1\n[Container]\nImage = docker.io/library/nginx:1 \nEnvironment=Image=no\n#Image=no/2\n',
      'b.image': '[Image]\r\nImage=quay.io/x/y:2\r\n',
      'c.volume': '[Volume]\nDriver=image\nImage=x/y',
      'd.container': '[Container]\nImage=web.build\n',
      'e.container': '[Container]\nImage=x/y:%i\n',
      'f.build': '[Build]\nImageTag=localhost/web:1\n[Container]\nImageTag=no/3\n',
      'disk.image': 'binary\nImage=no/4',
    });
    expect(uses.map((use) => `${use.file} ${brief(use)}`)).toEqual([
      'a.container 5:9 docker.io/library/nginx:1 = docker.io/library/nginx:1',
      'b.image 2:7 quay.io/x/y:2 = quay.io/x/y:2',
      'c.volume 3:7 x/y = docker.io/x/y',
      'e.container 2:7 x/y:%i ~ docker.io/x/y, systemd fills in a part of it',
    ]);
    expect([...builtHere]).toEqual(['localhost/web']);
  });

  it('changes only the image', () => {
    const files = { 'b.image': '[Image]\r\nImage= quay.io/x/y:2 \r\n' };
    expect(movedFiles([quadlet], files)).toEqual({ 'b.image': `[Image]\r\nImage= ${REGISTRY}/quay.io/x/y:2 \r\n` });
  });

  it('takes any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('[Container]', 'Image=', '\n', '\r', 'x', ' ', '%', '[', ']', '='),
      maxLength: 40,
    });
    fc.assert(fc.property(text, (content) => scanFiles([quadlet], { 'a.container': content }).warnings.length === 0));
  });
});
