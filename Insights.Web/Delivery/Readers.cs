using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Delivery;

/// <summary>Whose eyes a recipient has: the one place where somebody without a request becomes a <see cref="DataScope"/>. Whatever is not clearly allowed is refused.</summary>
internal sealed class Readers(PortalStore store, ScopeResolver scopes, IVendorDirectory vendors)
{
    public const string StaffEyes = "staff";
    public const string VendorEyes = "vendor:";

    /// <summary>The reader a recipient is today, or why there is none.</summary>
    public async Task<(Reader? Reader, string? WhyNot)> ResolveAsync(SubscriptionRecipient recipient, CancellationToken cancel)
    {
        if (recipient.UserId is { } id)
            return await OfPersonAsync(id, cancel);
        if (recipient.VendorCode is not { } code || recipient.Address is not { } address || await vendors.FindAsync(code, cancel) is not { } vendor)
            return (null, "The vendor of this contact is not in the data any more.");
        return (new Reader(null, address, recipient.Name, VendorEyes + vendor.Code.ToLowerInvariant(), DataScope.Vendor(vendor.Id)), null);
    }

    public async Task<(Reader? Reader, string? WhyNot)> OfPersonAsync(int userId, CancellationToken cancel)
    {
        // Read anew, not from the minute's copy: mail cannot be taken back.
        await using var db = store.Open();
        var person = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new { u.UserName, u.DisplayName, u.Email, u.Role, u.Disabled, Vendor = db.Memberships.Where(m => m.UserId == u.Id).Select(m => m.VendorCode).FirstOrDefault() })
            .FirstOrDefaultAsync(cancel);
        if (person is null or { Disabled: true })
            return (null, "This person may not sign in any more.");
        if (MailAddressOf(person.Email, person.UserName) is not { } address)
            return (null, "This person has no mail address. It is set under Account, or by an administrator.");
        var scope = await scopes.ForAsync(person.Role, person.Vendor, cancel);
        return EyesOf(scope, person.Vendor) is { } eyes ? (new Reader(userId, address, person.DisplayName, eyes, scope), null) : (null, "This person's vendor is not in the data any more.");
    }

    /// <summary>Why a mail that was made earlier must not go out now; null when it may.</summary>
    public async Task<string?> WhyNotAsync(OutboxMessage message, CancellationToken cancel)
    {
        if (message.RecipientId is { } recipientId)
        {
            await using var db = store.Open();
            var recipient = await db.Recipients.AsNoTracking().FirstOrDefaultAsync(r => r.Id == recipientId, cancel);
            if (recipient is null)
                return "Is not a recipient any more.";
            if (recipient.UnsubscribedAt is not null)
                return "Has unsubscribed.";
            var (reader, whyNot) = await ResolveAsync(recipient, cancel);
            return reader is null ? whyNot : reader.Eyes == message.Eyes ? null : "May not see any more what the mail shows.";
        }
        var (person, why) = await OfPersonAsync(message.UserId ?? 0, cancel);
        return person is null ? why : person.Eyes == message.Eyes ? null : "May not see any more what the mail shows.";
    }

    /// <summary>Staff may open everything; a vendor what was made for its own eyes.</summary>
    public static bool MayOpen(string madeFor, DataScope scope, string? vendorCode) =>
        scope.IsStaff || (EyesOf(scope, vendorCode) is { } eyes && eyes == madeFor);

    public static string? EyesOf(DataScope scope, string? vendorCode) =>
        scope.IsStaff ? StaffEyes : scope.VendorId > 0 && vendorCode is not null ? VendorEyes + vendorCode.ToLowerInvariant() : null;

    /// <summary>The address a person has set; else the name it signs in with, where that is one.</summary>
    public static string? MailAddressOf(string? address, string? userName) =>
        !string.IsNullOrWhiteSpace(address) ? address : userName?.Contains('@', StringComparison.Ordinal) == true ? userName : null;
}

/// <param name="Eyes">"staff" or "vendor:CODE": what is made for the same eyes is the same.</param>
internal sealed record Reader(int? UserId, string Address, string Name, string Eyes, DataScope Scope);
