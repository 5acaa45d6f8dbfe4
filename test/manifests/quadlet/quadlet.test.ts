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

  it('finds the images that a container mounts', () => {
    const files = {
      'a.container':
        '[Container]\nImage=x/a:1\nMount=type=image,source=quay.io/x/b:1,destination=/b\r\n' +
        'Mount = dst=/c,"type=image","src=x/c:1",rw=true\nMount=type=bind,source=x/d:1,dst=/d\n' +
        'Mount=type=image,source=data.image,dst=/e\nMount=type=image,src=x/f:%i,dst=/f\nMount=type=image,dst=/g\n' +
        '[Service]\nMount=type=image,source=x/h:1\n',
    };
    expect(scanFiles([quadlet], files).uses.map(brief)).toEqual([
      '2:7 x/a:1 = docker.io/x/a:1',
      '3:25 quay.io/x/b:1 = quay.io/x/b:1',
      '4:34 x/c:1 = docker.io/x/c:1',
      '7:22 x/f:%i ~ docker.io/x/f, systemd fills in a part of it',
    ]);
    const moved = movedFiles([quadlet], files);
    expect(moved['a.container']).toBe(
      files['a.container']
        .replace('quay.io/', `${REGISTRY}/quay.io/`)
        .replace(/=(x\/[acf]:)/g, `=${REGISTRY}/docker.io/$1`),
    );
    expect(movedFiles([quadlet], moved)).toEqual(moved);
  });

  it('changes only the image', () => {
    const files = { 'b.image': '[Image]\r\nImage= quay.io/x/y:2 \r\n' };
    expect(movedFiles([quadlet], files)).toEqual({ 'b.image': `[Image]\r\nImage= ${REGISTRY}/quay.io/x/y:2 \r\n` });
  });

  it('takes any text', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '[Container]',
        'Image=',
        'Mount=',
        'type=image',
        ',',
        'src=',
        '"',
        '\n',
        '\r',
        'x',
        ' ',
        '%',
        '[',
        ']',
        '=',
      ),
      maxLength: 40,
    });
    fc.assert(fc.property(text, (content) => scanFiles([quadlet], { 'a.container': content }).warnings.length === 0));
  });
});
