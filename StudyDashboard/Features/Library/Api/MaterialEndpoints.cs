using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library.Api;

/// <summary>Materials over HTTP, and their files for the browser. Only the owner's.</summary>
internal static class MaterialEndpoints
{
    private const string Root = "/api/materials";
    private const string File = "/library/{id:int}/file";

    // Nothing in a file is run: a text stands in a sandbox, and a PDF loads nothing. (A sandbox would keep the browser's own viewer from
    // showing the PDF.)
    private const string TextPolicy = "default-src 'none'; sandbox";
    private const string PdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public static void MapMaterials(this WebApplication app)
    {
        var materials = app.MapApi(Root, "Materials");
        materials.MapGet("", ListAsync).WithSummary("List materials").WithMetadata(
            new ParameterDoc("find", "Beginnings of words in title, tags and text."), ParameterDoc.Of<MaterialKind>("kind", "Only this kind."), new ParameterDoc("collection_id", "Only of this collection.", ParameterKind.Whole),
            new ParameterDoc("tag", "Only with this tag."), new ParameterDoc("favourite", "true: only favourites; all unless given.", ParameterKind.Truth),
            ParameterDoc.Sort(LibraryReader.Orders, "-updated_at"));
        materials.MapPost("", AddAsync).WithSummary("Add a material");
        materials.MapGet("/{id:int}", GetAsync).WithSummary("Read a material");
        materials.MapPut("/{id:int}", EditAsync).WithSummary("Change a material").WithDescription("What is left out stays as it is; its kind stays.");
        materials.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a material").WithDescription("Cards made of it stay.");
        materials.MapPost("/{id:int}/cards", CardAsync).WithSummary("Make a card of a material").WithDescription("Where the card is there already, it is met once more.");
        app.MapGet(File, DownloadAsync);
    }

    /// <summary>Where a material's file is shown, or with <paramref name="download"/> saved.</summary>
    public static string FileOf(int id, bool download = false) =>
        File.Replace("{id:int}", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + (download ? "?download=true" : "");

    private static async Task<Results<Ok<PageOf<MaterialItem>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, LibraryReader library, HttpRequest request, CancellationToken cancellationToken)
    {
        var filter = new MaterialFilter
        {
            Find = request.Query["find"].ToString().NullIfBlank(), Kind = query.Word<MaterialKind>("kind"), CollectionId = query.Whole("collection_id"),
            Tag = request.Query["tag"].ToString().NullIfBlank(), IsFavourite = query.Bool("favourite") ?? false, Sort = paging.Sort,
        };
        if (query.Refused is { } problem)
        {
            return problem;
        }
        return TypedResults.Ok(paging.Of(await library.PageAsync(Id(user), filter, paging.Page, paging.Size, cancellationToken), m => m));
    }

    private static async Task<Results<Ok<MaterialWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, LibraryReader library, CancellationToken cancellationToken) =>
        await library.FindAsync(Id(user), id, cancellationToken) is { } found ? TypedResults.Ok(MaterialWire.Of(found)) : NotThere();

    private static async Task<Results<Created<MaterialWire>, ApiProblem>> AddAsync(
        JsonBody<MaterialRequest> body, ClaimsPrincipal user, LibraryService library, LibraryReader reader, CancellationToken cancellationToken)
    {
        var said = body.Value;
        if (!Words<MaterialKind>.TryParse(said.Kind, out var kind))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("kind", ApiTexts.Query_Word.With(said.Kind, string.Join(", ", Words<MaterialKind>.All)))));
        }
        var added = await library.AddAsync(Id(user), Over(new MaterialDraft { Kind = kind }, said, _ => true), cancellationToken);
        if (added.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        return TypedResults.Created($"{Root}/{added.Value.Id}", MaterialWire.Of((await reader.FindAsync(Id(user), added.Value.Id, cancellationToken))!));
    }

    private static async Task<Results<Ok<MaterialWire>, ApiProblem>> EditAsync(
        int id, JsonBody<MaterialRequest> body, IfMatch match, ClaimsPrincipal user, LibraryService library, LibraryReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is not { Material: var stored } view)
        {
            return NotThere();
        }
        var draft = new MaterialDraft { Title = stored.Title, Body = stored.Body, Address = stored.Address, Language = stored.Language, Collection = view.Collection, Tags = stored.Tags };
        // What was left out is filled from what was read, so what is stored must still be that.
        var edited = await library.EditAsync(Id(user), id, match.Version ?? stored.Version, Over(draft, body.Value, body.Has), cancellationToken);
        if (edited.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        return TypedResults.Ok(MaterialWire.Of((await reader.FindAsync(Id(user), id, cancellationToken))!));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, ClaimsPrincipal user, LibraryService library, CancellationToken cancellationToken) =>
        await library.DeleteAsync(Id(user), id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<MaterialCardWire>, ApiProblem>> CardAsync(
        int id, JsonBody<MaterialCardRequest> body, ClaimsPrincipal user, MaterialCards cards, LibraryReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is null)
        {
            return NotThere();
        }
        var added = await cards.AddAsync(Id(user), id, body.Value.Term, body.Value.Meaning, body.Value.Example, cancellationToken);
        return added.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(new MaterialCardWire(added.Value.CardId, added.Value.IsNew));
    }

    private static async Task<IResult> DownloadAsync(int id, bool? download, ClaimsPrincipal user, LibraryReader library, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await library.OpenAsync(Id(user), id, cancellationToken) is not { } opened)
        {
            return Results.NotFound();
        }
        var (file, content) = opened;
        var isPdf = file.ContentType == MaterialFile.Pdf;
        response.Headers.ContentSecurityPolicy = isPdf ? PdfPolicy : TextPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        var type = isPdf ? MaterialFile.Pdf : $"{MaterialFile.PlainText}; charset=utf-8";
        if (download == true)
        {
            return Results.File(content, type, file.Name, enableRangeProcessing: true);
        }
        response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
        return Results.File(content, type, enableRangeProcessing: true);
    }

    private static MaterialDraft Over(MaterialDraft draft, MaterialRequest said, Predicate<string> has) => draft with
    {
        Title = has("title") ? said.Title ?? "" : draft.Title, Body = has("body") ? said.Body : draft.Body, Address = has("address") ? said.Address : draft.Address,
        Language = has("language") ? said.Language : draft.Language, Collection = has("collection") ? said.Collection : draft.Collection, Tags = has("tags") ? said.Tags ?? [] : draft.Tags,
        IsFavourite = said.IsFavourite,
    };

    private static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    private static ApiProblem NotThere() => ApiProblem.Of(Refusal.NotFound(LibraryTexts.Refused_NotThere));
}
