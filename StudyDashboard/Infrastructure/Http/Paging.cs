using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>Which part of a list is asked for: <c>page</c> from 1 and <c>page_size</c> up to <see cref="MaxSize"/>.</summary>
internal sealed record Paging(int Page, int Size) : IRequestPart, IEndpointParameterMetadataProvider
{
    public const int MaxSize = 200;

    private const int DefaultSize = 50;

    // So that the items before a page can be counted.
    private const int MaxPage = int.MaxValue / MaxSize;

    public ApiProblem? Problem { get; private init; }

    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var errors = new List<FieldError>();
        var page = Read(context, "page", 1, MaxPage, ApiTexts.Query_Page, errors);
        var size = Read(context, "page_size", DefaultSize, MaxSize, ApiTexts.Query_PageSize.With(MaxSize), errors);
        return ValueTask.FromResult<Paging?>(new Paging(page, size)
        {
            Problem = errors.Count == 0 ? null : ApiProblem.Of(Refusal.Invalid(errors)),
        });
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("page", "Page, from 1.", ParameterKind.Whole) { Default = "1" });
        builder.Metadata.Add(new ParameterDoc("page_size", $"Items a page, 1 to {MaxSize}; {DefaultSize} unless given.", ParameterKind.Whole) { Default = $"{DefaultSize}", Example = "20" });
    }

    private static int Read(HttpContext context, string name, int otherwise, int max, string message, List<FieldError> errors)
    {
        if (!context.Request.Query.TryGetValue(name, out var text))
        {
            return otherwise;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max)
        {
            return value;
        }
        errors.Add(new FieldError(name, message));
        return otherwise;
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The page's items.</param>
/// <param name="Total">Items of all pages together.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="PageSize">Most items of a page.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize);
