// our_labels(): The labels of the nodes that the service writes, except for its own mark.
Entity|Claim|Source|Retraction|Figure
