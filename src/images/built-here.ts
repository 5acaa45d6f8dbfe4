import { DOCKER_HUB, type ImageReference, nameOf } from './reference.ts';

/**
 * Docker's official images (https://github.com/docker-library/official-images, folder `library`, August 2026), and the
 * best known of those that were. Everybody pulls them, so that a build that bears the name of one says nothing of its other tags.
 */
const OFFICIAL: ReadonlySet<string> = new Set(
  `
  adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  azul-zulu backdrop bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux
  clefos clickhouse clojure composer convertigo couchbase couchdb crate dart debian docker drupal
  eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang espocrm fedora flink
  fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world
  hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia kapacitor
  kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki
  memcached mongo mongo-express monica mysql nats neo4j neurodebian nextcloud nginx nim node notary
  odoo open-liberty openjdk oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin
  plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star redis redmine registry
  rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa silverpeas solr sonarqube spark
  spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit varnish
  websphere-liberty wordpress xwiki yourls znc zookeeper
  centos consul java jenkins nats-streaming opensuse vault
  `
    .trim()
    .split(/\s+/),
);

/**
 * What a build says to be its own: the normalised name (`docker.io/acme/web`), whatever its tag. Of the name of an official
 * image it is only the version that is built (`docker.io/library/mysql:patched`).
 * @param reference what it is built as, or what a manifest asks for: the two are the same thing where their claims are equal
 * @param unknownTag whether its tag is not known: the claim then has one that no reference can have
 */
export function buildClaim(reference: ImageReference, unknownTag = false): string {
  const name = nameOf(reference);
  if (!isOfficial(reference)) return name;
  if (unknownTag) return `${name}:*`;
  return reference.digest === undefined ? `${name}:${reference.tag ?? 'latest'}` : `${name}@${reference.digest}`;
}

/** Whether a name is that of one of Docker's official images. */
export function isOfficial({ registry, repository }: Pick<ImageReference, 'registry' | 'repository'>): boolean {
  return (
    registry === DOCKER_HUB && repository.startsWith('library/') && OFFICIAL.has(repository.slice('library/'.length))
  );
}
