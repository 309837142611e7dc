using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Insights.Web.Api.Reading;

/// <summary>The OpenAPI document: routes come from the endpoints themselves, what their answers hold is said here.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddReadingApi(this IServiceCollection services)
    {
        services.AddScoped<ApiRequest>();
        services.AddSingleton<ApiEdition>();
        return services.AddOpenApi(ReadingEndpoints.Version, options =>
        {
            options.ShouldInclude = description => description.GroupName == ReadingEndpoints.Version;
            options.AddDocumentTransformer((document, _, _) => Task.FromResult(Document(document)));
            options.AddOperationTransformer((operation, context, _) => Task.FromResult(Operation(operation, context)));
        });
    }

    private static OpenApiDocument Document(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Insights: metrics and reports",
            Version = "1",
            Description = "Reads what the portal shows, in the scope of the token. Answers carry an ETag: send it as If-None-Match, and while nothing has changed the answer is 304. "
                + "Money is in minor units, durations in seconds, shares are fractions, instants are ISO 8601 in UTC, days are days of the reporting zone. Errors are application/problem+json.",
        };
        // The address is the reader's own; a host written down here would be wrong behind the next proxy.
        document.Servers = [];
        document.Components ??= new();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, schema) in Shapes.All(document))
            document.Components.Schemas[name] = schema;
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made by an administrator under Admin, API tokens." };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        return document;
    }

    private static OpenApiOperation Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswerShape>().FirstOrDefault() is not { } shape)
            return operation;
        operation.Parameters ??= [];
        foreach (var word in shape.Query)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = word.Name,
                In = ParameterLocation.Query,
                Description = word.Means,
                Schema = new OpenApiSchema { Type = word.Name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }
        operation.Parameters.Add(new OpenApiParameter { Name = "If-None-Match", In = ParameterLocation.Header, Description = "The ETag of the answer the program has.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        operation.Responses ??= [];
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = "The answer, with its ETag.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = new OpenApiSchemaReference(shape.Shape, context.Document) } },
        };
        return operation;
    }
}
