namespace StudyDashboard.Components;

/// <summary>Every address of a page. Links and redirects are built here and nowhere else.</summary>
public static class PageAddresses
{
    public const string Today = "/";
    public const string Timer = "/timer";
    public const string Log = "/dashboard/sessions";
    public const string Settings = "/settings";
    public const string Setup = "/setup";
    public const string Welcome = "/welcome";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string NotFound = "/not-found";
}
