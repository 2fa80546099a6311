// Constraints and indexes of the graph service. Run at first use; each statement may be run again.
CREATE CONSTRAINT graph_service_graph IF NOT EXISTS FOR (g:GraphService) REQUIRE g.id IS UNIQUE;
CREATE CONSTRAINT graph_service_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT graph_service_source IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT graph_service_claim IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT graph_service_retraction IF NOT EXISTS FOR (r:Retraction) REQUIRE r.id IS UNIQUE;
CREATE INDEX graph_service_claim_about IF NOT EXISTS FOR (c:Claim) ON (c.about);
CREATE INDEX graph_service_figure IF NOT EXISTS FOR (f:Figure) ON (f.id);
// Finds who sells a service: Lucene splits a list into its words.
CREATE FULLTEXT INDEX graph_service_services IF NOT EXISTS FOR ()-[r:rules.edges(CLIENT_OF)]-() ON EACH [r.services]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
// The keys are made by our own code (domain/names.py). Lucene only splits them at blanks.
CREATE FULLTEXT INDEX graph_service_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name_keys]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
