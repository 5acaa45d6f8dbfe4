export { ClientAssertionCredential, DefaultAzureCredential } from '@azure/identity';
