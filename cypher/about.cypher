// Is any claim about the relationship or figure of this id?
RETURN EXISTS { MATCH (:Claim {about: $id}) } AS known;
