"use strict";
const {
  imageOf
} = require("./part-uses.cjs");
require("./part-images-2.cjs");
require("./part-images.cjs");
require("./part-runtime.cjs");

// src/report/scan-remarks.ts
function scanRemarks(uses, warnings) {
  return [
    ...warnings.map(
      ({ file, line, reason }) => ({
        ...{ rule: "unreadable-file", level: "warning", file, line },
        message: `Images of this file may be missing from the report: ${reason}`
      })
    ),
    ...uses.flatMap((use) => {
      const isLeft = (use.ignored ?? use.overriddenBy ?? use.testMaterial) !== void 0;
      if (use.class !== "public" || isLeft) return [];
      const image = imageOf(use);
      const message = `${image} is pulled from the public registry ${use.source?.registry ?? ""}; a cache rule of your own registry can serve it.`;
      const { file, line, column } = use;
      return [{ rule: "public-image", level: "note", file, line, column, image, message }];
    })
  ];
}
module.exports = {
  scanRemarks
};
