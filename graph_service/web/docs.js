// The document is validated by our own tests; asking a validator on the web would tell it who reads this.
SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
