// states_revenue(claim): It states what the vendor earned from the client. A contract that was called off earned nothing.
claim.revenue_of IS NOT NULL AND claim.status <> 'called_off'
