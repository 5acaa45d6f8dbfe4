/** Why a source stays unseen: a clause for people. Never the end of a run. */
export class StaysUnseen extends Error {
  override readonly name = 'StaysUnseen';
}
