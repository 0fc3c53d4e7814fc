using System.Text;
using StudyDashboard.Features.Accounts.SecondStep;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B; an app shows the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_AtTheTimesOfTheStandard_IsTheStandards(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Code_OfAnotherMoment_IsTakenWithinOneStep(int seconds, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

        Assert.Equal(taken, Totp.Match(Key, Totp.CodeOf(Key, Totp.StepAt(now.AddSeconds(seconds))), now, used: 0) is not null);
    }

    [Fact]
    public void Code_ThatWasUsed_IsNotTakenAgain()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);

        Assert.Null(Totp.Match(Key, Totp.CodeOf(Key, step), now, used: step));
        Assert.Equal(step + 1, Totp.Match(Key, Totp.CodeOf(Key, step + 1), now, used: step));
    }

    [Theory]
    [InlineData("005924", true)]
    [InlineData("005 924", true)]
    [InlineData("5924", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("００５９２４", false)]
    public void Code_AsItIsTyped_MayHaveSpacesAndNothingElse(string? typed, bool taken) =>
        Assert.Equal(taken, Totp.Match(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1234567890), used: 0) is not null);

    // RFC 4648, section 10.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("foob", "MZXW 6YQ")]
    [InlineData("foobar", "MZXW 6YTB OI")]
    public void Text_OfAKey_IsBase32_AndLeadsBack(string key, string text)
    {
        Assert.Equal(text, Totp.TextOf(Encoding.ASCII.GetBytes(key)));
        Assert.Equal(key, Encoding.ASCII.GetString(Totp.KeyOf(text)));
    }

    [Fact]
    public void Address_OfAKey_NamesTheAccount() => Assert.Equal(
        "otpauth://totp/StudyDashboard:mina%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=StudyDashboard",
        Totp.AddressOf(Key, "mina+x@example.org"));

    [Fact]
    public void RecoveryCodes_EachOnce_AndHowTheyAreTypedDoesNotMatter()
    {
        var (codes, stored) = RecoveryCodes.Make();

        var left = RecoveryCodes.Use(stored, codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))!;

        Assert.Equal((10, 10, 9), (codes.Distinct().Count(), RecoveryCodes.LeftOf(stored), RecoveryCodes.LeftOf(left)));
        Assert.Null(RecoveryCodes.Use(left, codes[3]));
        Assert.Null(RecoveryCodes.Use(left, ""));
        Assert.DoesNotContain(codes[0].Replace("-", "", StringComparison.Ordinal), stored, StringComparison.OrdinalIgnoreCase);
    }
}
