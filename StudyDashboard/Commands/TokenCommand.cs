using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Commands;

/// <summary><c>token create</c>: makes a personal token and prints it, the only time it can be read.</summary>
internal static class TokenCommand
{
    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var user = new Option<string>("--user") { Description = "E-mail address of the person whose token it is.", Required = true };
        var scopes = new Option<string>("--scopes") { Description = "read, write, ingest; with commas between them.", Required = true };
        var name = new Option<string>("--name") { Description = "What will use it.", DefaultValueFactory = _ => "command line" };
        var create = new Command("create", "Makes a personal token for the HTTP API and prints it.") { user, scopes, name };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var made = await CreateAsync(provider, parsed.GetValue(user)!, parsed.GetValue(scopes)!, parsed.GetValue(name)!, cancellationToken);
            if (made.Refusal is { } refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
            var token = made.Value.Token;
            OfflineCommands.WriteResult(new { Token = made.Value.Secret, token.Id, token.Name, token.Scopes });
            return 0;
        });
        return new Command("token", "Personal tokens for the HTTP API.") { create };
    }

    private static async Task<Outcome<NewToken>> CreateAsync(
        IServiceProvider provider, string email, string words, string name, CancellationToken cancellationToken)
    {
        var scopes = new List<ApiScope>();
        foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words<ApiScope>.TryParse(word, out var scope))
            {
                return Refusal.Invalid(new FieldError("scopes", TokenTexts.Refused_UnknownScope.With(word, string.Join(", ", Words<ApiScope>.All))));
            }
            scopes.Add(scope);
        }
        return await provider.GetRequiredService<ProfileService>().FindAsync(email, cancellationToken) is { } id
            ? await provider.GetRequiredService<TokenService>().CreateAsync(id, name, scopes, null, cancellationToken)
            : Refusal.NotFound(TokenTexts.Refused_NoPerson.With(email));
    }
}
