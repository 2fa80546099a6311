// ownership(): The edges by which somebody owns another, or a part of it.
rules.edges(INVESTS_IN)|rules.edges(ACQUIRED)|rules.edges(SUBSIDIARY_OF)
