using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Commands;

/// <summary><c>second-step off</c>: lets in by the password alone who has lost app and recovery codes, and has no admin to ask.</summary>
internal static class SecondStepCommand
{
    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var user = new Option<string>("--user") { Description = "E-mail address of the person.", Required = true };
        var off = new Command("off", "Switches the authenticator app of a person off.") { user };
        off.SetAction(async (parsed, cancellationToken) =>
        {
            var (provider, email) = (services(parsed), parsed.GetValue(user)!);
            await provider.PrepareDatabaseAsync();
            if (await provider.GetRequiredService<ProfileService>().FindAsync(email, cancellationToken) is not { } id)
            {
                await Console.Error.WriteLineAsync(TokenTexts.Refused_NoPerson.With(email));
                return 1;
            }
            await provider.GetRequiredService<PeopleAdmin>().SwitchOffSecondStepAsync(id, cancellationToken);
            OfflineCommands.WriteResult(new { SwitchedOff = true });
            return 0;
        });
        return new Command("second-step", "The authenticator app that a sign-in asks for.") { off };
    }
}
