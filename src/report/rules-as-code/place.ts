/** Where the rules go. */
export interface RulePlace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly registryName: string;
}
