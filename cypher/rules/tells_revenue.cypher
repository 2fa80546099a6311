// tells_revenue(claim): It says what the vendor earned from the client. What never came to hold earned nothing.
claim.revenue_of IS NOT NULL AND claim.status <> 'called_off'
