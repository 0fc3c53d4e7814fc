using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Commands;

/// <summary><c>token create</c>: makes a token of a person or of the site and prints it, the only time it can be read.</summary>
internal static class TokenCommand
{
    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var user = new Option<string>("--user") { Description = "E-mail address of the person whose token it is." };
        var site = new Option<bool>("--site") { Description = "A token of the whole site instead, which hands in offline quiz results for whoever owns the questions." };
        var scopes = new Option<string>("--scopes") { Description = "read, write, ingest; with commas between them.", Required = true };
        var name = new Option<string>("--name") { Description = "What will use it.", DefaultValueFactory = _ => "command line" };
        var create = new Command("create", "Makes a token for the HTTP API and prints it.") { user, site, scopes, name };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var made = await CreateAsync(provider, parsed.GetValue(user), parsed.GetValue(site), parsed.GetValue(scopes)!, parsed.GetValue(name)!, cancellationToken);
            if (made.Refusal is { } refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
            OfflineCommands.WriteResult(made.Value);
            return 0;
        });
        return new Command("token", "Tokens for the HTTP API.") { create };
    }

    private static async Task<Outcome<object>> CreateAsync(
        IServiceProvider provider, string? email, bool ofSite, string words, string name, CancellationToken cancellationToken)
    {
        if (ofSite == (email is not null))
        {
            return Refusal.Invalid(new FieldError("user", TokenTexts.Refused_UserOrSite));
        }
        var scopes = new List<ApiScope>();
        foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words<ApiScope>.TryParse(word, out var scope))
            {
                return Refusal.Invalid(new FieldError("scopes", TokenTexts.Refused_UnknownScope.With(word, string.Join(", ", Words<ApiScope>.All))));
            }
            scopes.Add(scope);
        }
        if (email is null)
        {
            return await OfSiteAsync(provider, scopes, name, cancellationToken);
        }
        if (await provider.GetRequiredService<ProfileService>().FindAsync(email, cancellationToken) is not { } id)
        {
            return Refusal.NotFound(TokenTexts.Refused_NoPerson.With(email));
        }
        var made = await provider.GetRequiredService<TokenService>().CreateAsync(id, name, scopes, null, cancellationToken);
        return made.Refusal is { } refused ? refused : Outcome.Of<object>(new { Token = made.Value.Secret, made.Value.Token.Id, made.Value.Token.Name, made.Value.Token.Scopes });
    }

    private static async Task<Outcome<object>> OfSiteAsync(IServiceProvider provider, List<ApiScope> scopes, string name, CancellationToken cancellationToken)
    {
        if (scopes is not [ApiScope.Ingest])
        {
            return Refusal.Invalid(new FieldError("scopes", TokenTexts.Refused_SiteScopes.With(Words<ApiScope>.Of(ApiScope.Ingest))));
        }
        var made = await provider.GetRequiredService<SiteTokens>().CreateAsync(name, cancellationToken);
        return made.Refusal is { } refused ? refused : Outcome.Of<object>(new { Token = made.Value.Secret, made.Value.Token.Id, made.Value.Token.Name, Scopes = scopes, Site = true });
    }
}
