using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Progress;

/// <content>Plans, terms of points and streak, freezes, and a person who moves: what enters a derivation and is no session.</content>
internal sealed partial class YearRun
{
    private static readonly string[] Elsewhere = ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Europe/London"];

    private int _class;

    /// <summary>What was set, and when, so that it can be set again in a fresh database.</summary>
    public List<(DateTime At, Func<StudyFixture, Task> Act)> Settings { get; } = [];

    private async Task SetAsync(string what, Func<StudyFixture, Task> act)
    {
        Note(what);
        Settings.Add((Study.Clock.UtcNow, act));
        await act(Study);
    }

    private Task AddClassAsync() =>
        SetAsync("class", async study => _class = (await study.Get<ClassService>().AddAsync(await StudentAsync(study), new ClassDraft("Seminar"), isPrivate: true, Token)).Value);

    private async Task AddPlanAsync()
    {
        (string Code, decimal Weight)[] domains = Year.Plans.Count == 0 ? [("SURG", 3), ("PROTH", 2), ("PARO", 1), ("PREV", 1)] : [("SURG", 1), ("ANAT", 4), ("PARO", 2)];
        var content = Content([.. domains.Select(d => new PlanPart { Code = d.Code, Weight = (double)d.Weight })]);
        var id = 0;
        await SetAsync("plan made", async study => id = (await study.Get<PlanService>().AddAsync(study.StudentId, content, activate: false, Token)).Value);
        var plan = new ReferencePlan(id) { IsActive = Year.Plans.Count == 0 };
        plan.Domains.AddRange(domains.Select(d => new ReferencePlan.Domain { Code = d.Code, Weight = d.Weight }));
        Year.Plans.Add(plan);
    }

    /// <summary>Another weight, another code, a domain gone or a new one.</summary>
    private async Task EditPlanAsync()
    {
        if (Any(Year.Plans) is not { } plan)
        {
            return;
        }
        var before = plan.Domains.ToDictionary(d => d, d => d.Code);
        var domain = Any(plan.Domains)!;
        switch (_random.Next(3))
        {
            case 0:
                domain.Weight = _random.Next(1, 9);
                break;
            case 1:
                var code = domain.Code.EndsWith('X') ? domain.Code[..^1] : domain.Code + "X";
                plan.Aliases.Remove(code);
                plan.Aliases[domain.Code] = domain;
                domain.Code = code;
                break;
            default:
                if (plan.Domains.Find(d => d.Code == "PREV") is { } prevention)
                {
                    plan.Domains.Remove(prevention);
                    plan.Aliases.Where(a => a.Value == prevention).ToList().ForEach(a => plan.Aliases.Remove(a.Key));
                }
                else
                {
                    plan.Aliases.Remove("PREV");
                    plan.Domains.Add(new ReferencePlan.Domain { Code = "PREV", Weight = 2 });
                }
                break;
        }
        var content = Content([.. plan.Domains.Select(d => new PlanPart { Code = d.Code, Weight = (double)d.Weight, Was = before.GetValueOrDefault(d) })]);
        await SetAsync("plan edited", async study => Assert.Null((await study.Get<PlanService>().EditAsync(study.StudentId, plan.Id, null, content, Token)).Refusal));
    }

    private async Task KnowAsync()
    {
        if (Any(Year.Plans) is not { } plan)
        {
            return;
        }
        var forgotten = _random.Next(3) == 0 ? Any(plan.Aliases.Keys) : null;
        var (code, domain) = (forgotten ?? $"ALT{_random.Next(4)}", forgotten is null ? Any(plan.Domains) : null);
        plan.Aliases.Remove(code);
        if (domain is not null)
        {
            plan.Aliases[code] = domain;
        }
        var name = domain?.Code;
        await SetAsync("code known", async study => Assert.Null((await study.Get<PlanService>().KnowAsync(study.StudentId, plan.Id, code, name, Token)).Refusal));
    }

    private async Task ActivateAsync()
    {
        if (Year.Plans.Find(p => !p.IsActive) is { } plan)
        {
            Year.Plans.ForEach(p => p.IsActive = p == plan);
            await SetAsync("plan activated", async study => Assert.Null(await study.Get<PlanService>().ActivateAsync(study.StudentId, plan.Id, Token)));
        }
    }

    /// <summary>Sessions of no plan, or with a code that says nothing, find their domain.</summary>
    private async Task AssignCodeAsync()
    {
        if (Year.Active is not { } plan || Any(Year.Live.Where(f => f.Code.Length > 0 && (f.PlanId == 0 || (f.PlanId == plan.Id && plan.Resolve(f.Code) is null)))) is not { } open)
        {
            return;
        }
        var code = open.Code;
        var domain = plan.Domains.Find(d => string.Equals(d.Code, code, StringComparison.OrdinalIgnoreCase)) ?? Any(plan.Domains)!;
        if (!string.Equals(domain.Code, code, StringComparison.OrdinalIgnoreCase))
        {
            plan.Aliases[code] = domain;
        }
        int? change = null;
        var name = domain.Code;
        await SetAsync("code assigned", async study =>
        {
            var assigned = await study.Get<UnassignedService>().AssignCodeAsync(study.StudentId, plan.Id, code, name, Token);
            Assert.Null(assigned.Refusal);
            change = assigned.Value;
        });
        var joined = Year.Live.Where(f => f.PlanId == 0 && (f.Code == code || (f.Code.Length == 0 && f.Answers.Any(a => a.Code == code))));
        Applied("sessions joined", change, [.. joined.Select(f => f with { PlanId = plan.Id, Code = f.Code.Length == 0 ? "" : domain.Code })]);
    }

    private async Task AssignSessionsAsync()
    {
        var some = Year.Counted.Where(_ => _random.Next(10) == 0).Take(3).ToList();
        if (Year.Active is { } plan && some.Count > 0)
        {
            var domain = Any(plan.Domains)!;
            var assigned = await Study.Get<UnassignedService>().AssignSessionsAsync(Study.StudentId, plan.Id, [.. some.Select(f => f.Id)], domain.Code, Token);
            Assert.Null(assigned.Refusal);
            Applied("sessions assigned", assigned.Value.ChangeId, [.. some.Select(f => f with { PlanId = plan.Id, Code = domain.Code })]);
        }
    }

    private async Task SetRewardsAsync()
    {
        decimal[] rates = [0.5m, 1, 0.29m, 0.25m, 0.7m];
        int[] caps = [240, 60, 20];
        var rule = new RewardRule(rates[_random.Next(5)], caps[_random.Next(3)], _random.Next(2) == 0, _random.Next(1, 4) * 5, Weekdays());
        Year.Rewards.Terms[Today] = rule;
        await SetAsync("terms", async study => Assert.Null(await study.Get<RewardTermsService>().SetAsync(
            await StudentAsync(study), (double)rule.Rate, rule.Cap, rule.ManualEarns, rule.Minutes, [.. rule.Rest], Token)));
    }

    private Task FreezeAsync() => FreezeAsync(Today.AddDays(_random.Next(1, 4)));

    private async Task FreezeAsync(DateOnly day)
    {
        var isFree = Year.Rewards.Frozen.Contains(day) || Year.Rewards.Frozen.Count(d => d > Today) < 2;
        if (isFree)
        {
            Year.Rewards.Frozen.Add(day);
        }
        await SetAsync("freeze", async study => Assert.Equal(isFree, await study.Get<StreakFreezes>().FreezeAsync(await StudentAsync(study), day, Token) is null));
    }

    private async Task ThawAsync()
    {
        if (Year.Rewards.Frozen.Where(d => d > Today).Order().ToList() is [var day, ..])
        {
            Year.Rewards.Frozen.Remove(day);
            await SetAsync("thaw", async study => Assert.Null(await study.Get<StreakFreezes>().ThawAsync(await StudentAsync(study), day, Token)));
        }
    }

    /// <summary>To another zone, or back. Days that never were are neutral.</summary>
    private async Task MoveAsync()
    {
        var before = Today;
        var place = _place = (Elsewhere[_random.Next(Elsewhere.Length)], _random.Next(0, 7));
        await SetAsync("move", study => study.Get<ProfileService>().ChangeAsync(study.StudentId, p => p.SetDays(place.Item1, place.Item2, DayOfWeek.Monday), Token));
        for (var day = before.AddDays(1); day < Today; day = day.AddDays(1))
        {
            Year.Rewards.Frozen.Add(day);
        }
    }

    private IReadOnlyList<DayOfWeek> Weekdays() => [.. Enum.GetValues<DayOfWeek>().Where(_ => _random.Next(6) == 0)];

    private static PlanContent Content(IReadOnlyList<PlanPart> domains) => new() { Title = "Exam", Domains = [.. domains.Select(d => d with { Name = d.Code })] };
}
