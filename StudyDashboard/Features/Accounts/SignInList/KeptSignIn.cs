namespace StudyDashboard.Features.Accounts.SignInList;

/// <summary>What is kept of a sign-in.</summary>
/// <param name="Since">When it began.</param>
/// <param name="LastUsed">When it was last used, to the hour.</param>
/// <param name="Browser">What it calls itself, in words.</param>
/// <param name="System">What it runs on.</param>
/// <param name="IsProgram">Whether it has tokens instead of a cookie.</param>
/// <param name="Stamp">The person's security stamp that it holds with: another one, and it has ended.</param>
internal sealed record KeptSignIn(DateTime Since, DateTime LastUsed, string? Browser, string? System, bool IsProgram, string Stamp);

/// <summary>A sign-in as its owner sees it.</summary>
/// <param name="Id">By which it is ended.</param>
/// <param name="Since">When it began.</param>
/// <param name="LastUsed">When it was last used, to the hour.</param>
/// <param name="Name">Which browser it is, in words.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SignInView(string Id, DateTime Since, DateTime LastUsed, string Name, bool IsThis);
