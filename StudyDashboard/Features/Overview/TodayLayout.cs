using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Overview;

/// <summary>The widgets of Today as a person arranged them. Everything not named in the order comes after, as the product has it.</summary>
public sealed record TodayLayout(IReadOnlyList<string> Order, IReadOnlyList<string> Hidden)
{
    /// <summary>All widgets in the product's own order.</summary>
    public static IReadOnlyList<string> All { get; } = ["cards", "goals", "week", "streak", "year", "mastery", "accuracy", "latest"];

    /// <summary>Those that features fill through their cards.</summary>
    public static IReadOnlyList<string> Filled { get; } = ["goals", "mastery"];

    /// <summary>Shown, in order.</summary>
    public IEnumerable<string> Shown => Order.Except(Hidden);

    public static TodayLayout Of(Preferences preferences) => new(
        [.. preferences.TodayOrder.Concat(All).Distinct().Where(All.Contains)],
        [.. preferences.TodayHidden.Where(All.Contains).Distinct()]);

    /// <summary>Moves a widget by one place among those that are seen: -1 up, 1 down.</summary>
    public TodayLayout Move(string widget, int by, IEnumerable<string> seen)
    {
        var shown = seen.ToList();
        var (from, to) = (shown.IndexOf(widget), shown.IndexOf(widget) + by);
        if (from < 0 || to < 0 || to >= shown.Count)
        {
            return this;
        }
        var order = Order.Where(w => w != widget).ToList();
        order.Insert(order.IndexOf(shown[to]) + (by > 0 ? 1 : 0), widget);
        return this with { Order = order };
    }

    public TodayLayout Hide(string widget) => this with { Hidden = [.. Hidden.Append(widget).Distinct()] };

    public TodayLayout Show(string widget) => this with { Hidden = [.. Hidden.Where(h => h != widget)] };

    public Preferences Into(Preferences preferences) => preferences with { TodayOrder = Order, TodayHidden = Hidden };

    /// <summary>A widget's name for people.</summary>
    public static string NameOf(string widget) => Texts.OverviewTexts.ResourceManager.GetString($"Widget_{widget}", Texts.OverviewTexts.Culture) ?? widget;
}
