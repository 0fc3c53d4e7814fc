using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Keys;

/// <summary>Which keys a person may choose.</summary>
internal static class ShortcutRules
{
    /// <summary>Why a key cannot be taken for a shortcut, or null: one visible character that no other shortcut has.</summary>
    public static Refusal? Check(Shortcut shortcut, string? key, Profile profile)
    {
        if (key is not [var character] || char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character))
        {
            return Refuse(SharedTexts.Refused_KeyOne);
        }
        if (!shortcut.IsGo && key == Shortcut.Go)
        {
            return Refuse(SharedTexts.Refused_KeyGo);
        }
        var holder = Shortcut.For(profile).FirstOrDefault(other =>
            other.Action != shortcut.Action && other.IsGo == shortcut.IsGo && Shortcut.KeyOf(other, profile.Preferences) == key);
        return holder is null ? null : Refuse(SharedTexts.Refused_KeyTaken.With(key, holder.Text()));
    }

    private static Refusal Refuse(string message) => Refusal.Invalid(new FieldError("key", message));
}
