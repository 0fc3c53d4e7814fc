using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using StudyDashboard.Infrastructure.Http.Document;

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
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddOperationTransformer<ParameterTransformer>();
        options.AddOperationTransformer<AnswerTransformer>();
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.OperationId ??= RoutePath.NameOf(context.Description);
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            {
                operation.Security = [];
            }
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer<SchemaTransformer>();
    }
}
