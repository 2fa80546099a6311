// our_labels(): The labels of the nodes that the service writes, but for those about the graph itself.
Entity|Claim|Source|Retraction|Figure
