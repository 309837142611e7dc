using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>Refunds from request to money.</summary>
[Authorize(Policies.Everyone)]
internal sealed class RefundsModel(DocumentScreen screen) : TabbedPageModel(screen, PaymentTabs.All, "/payments/refunds");
