// surest_first(claim, whole, rank): The order of claims about a share: the whole before a part, then the surest, the latest.
whole DESC, rank DESC, claim.said_on DESC, claim.id DESC
