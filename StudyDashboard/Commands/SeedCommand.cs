using System.CommandLine;
using StudyDashboard.Data.Seeding;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary><c>seed --students N --sessions N --lesson-years N --cards N --reviews N</c>: students with two years of sessions, a tutor, a deck, for measuring.</summary>
internal static class SeedCommand
{
    private const int MostStudents = 100_000;
    private const int MostSessions = 50_000_000;
    private const int MostYears = 20;

    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var students = new Option<int>("--students") { Description = "How many students to make.", DefaultValueFactory = _ => 1 };
        var sessions = new Option<int>("--sessions") { Description = "Sessions in all, spread evenly over the students and over 730 study days up to today.", Required = true };
        var years = new Option<int>("--lesson-years") { Description = "Makes a tutor too, who has taught each of them once a week for so many years." };
        var cards = new Option<int>("--cards") { Description = "Gives the first of them a deck of so many cards, 200 of them due." };
        var reviews = new Option<int>("--reviews") { Description = "Answers in the log of those cards." };
        var command = new Command("seed",
            $"Makes students with two years of sessions, for measuring; for a data folder of its own. Each signs in with the password \"{Seeder.Password}\". "
            + "Prints one JSON object with their e-mail addresses.")
        {
            students, sessions, years, cards, reviews,
        };
        InRange(students, 1, MostStudents);
        InRange(sessions, 0, MostSessions);
        InRange(years, 0, MostYears);
        InRange(cards, 0, MostSessions);
        InRange(reviews, 0, MostSessions);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var emails = await provider.GetRequiredService<Seeder>()
                .SeedAsync(parsed.GetValue(students), parsed.GetRequiredValue(sessions), new Tenths(), cancellationToken);
            var tutor = parsed.GetValue(years) is > 0 and var past
                ? await provider.GetRequiredService<LessonSeeder>().SeedAsync(emails, past, cancellationToken) : null;
            if (parsed.GetValue(cards) is > 0 and var many)
            {
                await provider.GetRequiredService<CardSeeder>().SeedAsync(emails[0], many, parsed.GetValue(reviews), cancellationToken);
            }
            OfflineCommands.WriteResult(new { Emails = emails, Tutor = tutor });
            return 0;
        });
        return command;
    }

    private static void InRange(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && (value < least || value > most))
        {
            result.AddError($"{option.Name} takes {least} to {most}.");
        }
    });

    /// <summary>Progress for a person who waits.</summary>
    private sealed class Tenths : IProgress<(int Done, int All)>
    {
        private int _last;

        public void Report((int Done, int All) value)
        {
            var tenth = (int)(10L * value.Done / Math.Max(1, value.All));
            if (tenth != _last)
            {
                _last = tenth;
                Console.Error.WriteLine($"{value.Done} of {value.All} sessions");
            }
        }
    }
}
