// What the action needs in Azure: an identity that GitHub's jobs sign in as, its roles, and Docker Hub's credential set. The rules
// themselves are the action's. Written after Microsoft's templates; it has not been deployed. In the registry's resource group.

@description('Name of the registry, which is there already.')
param registryName string

@description('Who may sign in: { name, subject } of the jobs’ OIDC tokens. docs/azure.md says how they are written.')
param subjects array

@description('Name of the Key Vault in the same group with the secrets dockerhub-username and dockerhub-token.')
param vaultName string

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: registryName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource images 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acr-artifact-cache'
  location: resourceGroup().location
}

@batchSize(1) // Entra refuses several at once.
resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = [for each in subjects: {
  parent: images
  name: each.name
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    subject: each.subject
  }
}]

var registryRoles = [
  'df87f177-bb12-4db1-9793-a413691eff94' // Container Registry Cache Rule Administrator
  '29093635-9924-4f2c-913b-650a12949526' // Container Registry Credential Set Reader
  '7f951dda-4ed3-4680-a7ca-43fe172d538d' // AcrPull
  'acdd72a7-3385-48ef-bd42-f606fba81ae7' // Reader
]

resource onRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in registryRoles: {
  scope: registry
  name: guid(registry.id, images.id, role)
  properties: {
    principalId: images.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource dockerHub 'Microsoft.ContainerRegistry/registries/credentialSets@2025-04-01' = {
  parent: registry
  name: 'docker-hub'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    loginServer: 'docker.io'
    authCredentials: [
      {
        name: 'Credential1'
        usernameSecretIdentifier: '${vault.properties.vaultUri}secrets/dockerhub-username'
        passwordSecretIdentifier: '${vault.properties.vaultUri}secrets/dockerhub-token'
      }
    ]
  }
}

// Key Vault Secrets User, for the credential set's own identity.
resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, dockerHub.id)
  properties: {
    principalId: dockerHub.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

// For the gate the identity also needs Security Reader on the subscription, which a deployment to a group can't give:
// az role assignment create --assignee <clientId> --role "Security Reader" --scope /subscriptions/<subscription>
output clientId string = images.properties.clientId
