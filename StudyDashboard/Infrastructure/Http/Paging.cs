using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>
/// Which part of a list is asked for: <c>page</c> from 1, <c>page_size</c> up to <see cref="MaxSize"/>, and <c>sort</c>, one of the words
/// that the route's <see cref="ParameterDoc.Sort"/> allows.
/// </summary>
internal sealed record Paging(int Page, int Size, string? Sort) : IRequestPart, IEndpointParameterMetadataProvider
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
        var sort = ReadSort(context, errors);
        return ValueTask.FromResult<Paging?>(new Paging(page, size, sort)
        {
            Problem = errors.Count == 0 ? null : ApiProblem.Of(Refusal.Invalid(errors)),
        });
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("page", "Page, from 1.", ParameterKind.Whole) { Default = "1" });
        builder.Metadata.Add(new ParameterDoc("page_size", $"Items a page, 1 to {MaxSize}; {DefaultSize} unless given.", ParameterKind.Whole) { Default = $"{DefaultSize}", Example = "20" });
    }

    /// <summary>The page of a list that was read as far as this page.</summary>
    public PageOf<TWire> Of<T, TWire>((IReadOnlyList<T> Items, int Total) found, Func<T, TWire> wire) => new([.. found.Items.Select(wire)], found.Total, Page, Size);

    /// <summary>The page of a list that was read whole, in its own order.</summary>
    public PageOf<TWire> Of<T, TWire>(IReadOnlyCollection<T> all, Func<T, TWire> wire) => Of(([.. all.Skip((Page - 1) * Size).Take(Size)], all.Count), wire);

    /// <summary>The page of a list that was read whole, in the order that is asked for or else in its own.</summary>
    public PageOf<TWire> Of<T, TWire>(IReadOnlyCollection<T> all, SortOrders<T> orders, Func<T, TWire> wire) =>
        Of(Sort is null ? all : [.. orders.Apply(all.AsQueryable(), Sort)], wire);

    private static string? ReadSort(HttpContext context, List<FieldError> errors)
    {
        var words = context.GetEndpoint()?.Metadata.OfType<ParameterDoc>().FirstOrDefault(d => d.Name == ParameterDoc.SortName)?.Words;
        if (words is null || !context.Request.Query.TryGetValue(ParameterDoc.SortName, out var given))
        {
            return null;
        }
        var text = given.ToString();
        if (words.Contains(text))
        {
            return text;
        }
        errors.Add(new FieldError(ParameterDoc.SortName, ApiTexts.Query_Word.With(text, string.Join(", ", words))));
        return null;
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
