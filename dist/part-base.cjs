"use strict";
// src/base/order.ts
function compareTexts(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// src/base/grouping.ts
function groupBy(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
function setAt(sets, key) {
  const known = sets.get(key);
  if (known !== void 0) return known;
  const made = /* @__PURE__ */ new Set();
  sets.set(key, made);
  return made;
}

module.exports = {
  compareTexts,
  groupBy,
  setAt
};
