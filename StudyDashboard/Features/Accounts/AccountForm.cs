namespace StudyDashboard.Features.Accounts;

/// <summary>The fields of a new account as they are posted.</summary>
public sealed class AccountForm
{
    public string? DisplayName { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? TimeZone { get; set; }

    public NewAccount ToAccount() => new(DisplayName ?? "", Email ?? "", Password ?? "", TimeZone ?? "");
}
