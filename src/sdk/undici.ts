export { Agent, buildConnector, EnvHttpProxyAgent, request } from 'undici';
