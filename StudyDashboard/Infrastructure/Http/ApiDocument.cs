using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>What the OpenAPI document says beyond the routes' own types.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiRoute>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "StudyDashboard",
                Version = "v1",
                Description = "JSON in snake_case, instants in UTC with Z, errors as problem details (RFC 9457).",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A personal token from the settings, or the access token of /api/auth/login.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Parameters ??= [];
            foreach (var doc in context.Description.ActionDescriptor.EndpointMetadata.OfType<ParameterDoc>())
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = doc.Name,
                    In = doc.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
                    Description = doc.Description,
                    Schema = new OpenApiSchema { Type = doc.Kind == ParameterKind.Whole ? JsonSchemaType.Integer : JsonSchemaType.String },
                });
            }
            return Task.CompletedTask;
        });
    }
}
