/** Whether a key of values or of a manifest is one that holds a whole image reference. */
export function isImageKey(key: string): boolean {
  return /(?:^|[a-z0-9_.-])images?$/.test(key) || /[a-z0-9]Images?$/.test(key) || isImageVariable(key);
}

/** Whether an environment variable or a flag speaks of an image, and not of its tag, its pulling or its registry. */
export function isImageVariable(name: string): boolean {
  return (
    /(?:^|[_-])image(?:$|[_-])|[a-z]Image$/i.test(name) &&
    !/pull|policy|secret|tag|regist|digest|prefix|version/i.test(name)
  );
}

/** Whether a name is one that values of images have: `image`, `containerImage`, `web_image_name`. */
export function isImageName(name: string): boolean {
  return /(?:^|[a-z_-])image(?:_?(?:name|ref|reference|uri|url))?$/i.test(name) && !/pull|secret|policy/i.test(name);
}

/** What every reference beyond doubt has; labels (`app.kubernetes.io/name: web`) have a blank behind the colon. */
const REFERENCE = /\.[a-z]{2,}(?::\d{1,5})?\/[^\s:@]{1,255}[:@]\w/;

/** The word in any case, without a flag. */
export const IMAGE_WORD = /[iI][mM][aA][gG][eE]/;

/** One of these is in every text that {@link mayHoldImage} takes. */
export const IMAGE_MARKS: readonly RegExp[] = [IMAGE_WORD, REFERENCE];

/** Whether a text may hold an image key, an image variable, or a reference beyond doubt. */
export function mayHoldImage(text: string): boolean {
  return /image/i.test(text) || REFERENCE.test(text);
}
