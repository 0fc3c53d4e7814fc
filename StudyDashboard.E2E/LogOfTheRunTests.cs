using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Components;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.SecondStep;
using StudyDashboard.Features.Accounts.Tokens;

namespace StudyDashboard.E2E;

/// <summary>Goes through what all servers of the run have logged. xUnit runs a collection that is not parallel after all others.</summary>
[Collection(nameof(AfterTheRun))]
public sealed class LogOfTheRunTests
{
    [Fact]
    public void Log_OfTheWholeRun_HoldsNoSecret()
    {
        Assert.Equal(0, RunLog.OpenServers);
        var lines = RunLog.Lines;
        Assert.SkipWhen(lines.Count == 0, "No other test ran.");
        TestContext.Current.SendDiagnosticMessage("{0} lines, {1} typed secrets", lines.Count, RunLog.TypedSecrets);

        var leaks = string.Join('\n', RunLog.Leaks(lines));
        Assert.True(leaks.Length == 0, leaks);
    }

    [Fact]
    public void Leaks_InALine_AreFound()
    {
        string[] secrets =
        [
            TokenSecret.New(TokenService.Prefix), TokenSecret.New(Features.Webhooks.WebhookService.Prefix), LinkSecret.NewLink(), LinkSecret.NewCode(), LinkSecret.NewRecoveryCode(),
            Totp.TextOf(Totp.NewKey()), Totp.TextOf(Totp.NewKey()).Replace(" ", "", StringComparison.Ordinal),
            new EphemeralDataProtectionProvider().CreateProtector("cookie").Protect("somebody"), new PasswordHasher<object>().HashPassword(this, "a long password"),
            $"https://study.example.org{PageAddresses.Invitation("chosen-for-this-test")}",
        ];

        foreach (var secret in secrets)
        {
            Assert.True(RunLog.Leaks([new LogLine("test", $"Somebody asked with {secret}.")]).Any(), secret);
        }
        Assert.Empty(RunLog.Leaks([new LogLine("test", "Request GET /invitation/{secret} took 0.5 s; 2026-11-22, span 0af7651916cd43dd8448eb211c80319c")]));
    }
}

[CollectionDefinition(nameof(AfterTheRun), DisableParallelization = true)]
public sealed class AfterTheRun;
