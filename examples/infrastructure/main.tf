# What the action needs in Azure: an identity that GitHub's jobs sign in as, its roles, and Docker Hub's credential set. The rules
# themselves are the action's. Written after the provider's documentation; it has not been applied.
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
}

data "azurerm_subscription" "current" {}

variable "registry" {
  description = "Name of the registry, which is there already."
  type        = string
}

variable "resource_group" {
  description = "Its resource group."
  type        = string
}

variable "subjects" {
  description = "Who may sign in: the subjects of the jobs' OIDC tokens, by a name. docs/azure.md says how they are written."
  type        = map(string)
}

variable "vault" {
  description = "Id of the Key Vault with the secrets dockerhub-username and dockerhub-token, and its address."
  type = object({
    id  = string
    uri = string
  })
}

data "azurerm_container_registry" "registry" {
  name                = var.registry
  resource_group_name = var.resource_group
}

resource "azurerm_user_assigned_identity" "images" {
  name                = "acr-artifact-cache"
  location            = data.azurerm_container_registry.registry.location
  resource_group_name = var.resource_group
}

resource "azurerm_federated_identity_credential" "github" {
  for_each            = var.subjects
  name                = each.key
  resource_group_name = var.resource_group
  parent_id           = azurerm_user_assigned_identity.images.id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = each.value
}

resource "azurerm_role_assignment" "registry" {
  for_each = toset([
    "Container Registry Cache Rule Administrator",
    "Container Registry Credential Set Reader",
    "AcrPull",
    "Reader",
  ])
  scope                = data.azurerm_container_registry.registry.id
  role_definition_name = each.key
  principal_id         = azurerm_user_assigned_identity.images.principal_id
}

# For the gate: what Defender has found is read from the subscription.
resource "azurerm_role_assignment" "findings" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Security Reader"
  principal_id         = azurerm_user_assigned_identity.images.principal_id
}

resource "azurerm_container_registry_credential_set" "docker_hub" {
  name                  = "docker-hub"
  container_registry_id = data.azurerm_container_registry.registry.id
  login_server          = "docker.io"
  identity {
    type = "SystemAssigned"
  }
  authentication_credentials {
    username_secret_id = "${var.vault.uri}secrets/dockerhub-username"
    password_secret_id = "${var.vault.uri}secrets/dockerhub-token"
  }
}

resource "azurerm_role_assignment" "docker_hub" {
  scope                = var.vault.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_container_registry_credential_set.docker_hub.identity[0].principal_id
}

output "client_id" {
  value = azurerm_user_assigned_identity.images.client_id
}
