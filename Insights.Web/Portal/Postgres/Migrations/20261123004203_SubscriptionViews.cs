using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Web.Portal.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PausedBecause",
                schema: "portal",
                table: "subscriptions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ViewId",
                schema: "portal",
                table: "subscriptions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_ViewId",
                schema: "portal",
                table: "subscriptions",
                column: "ViewId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_subscriptions_ViewId",
                schema: "portal",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "PausedBecause",
                schema: "portal",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "ViewId",
                schema: "portal",
                table: "subscriptions");
        }
    }
}
